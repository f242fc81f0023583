package record

import "pairbook/generator/internal/when"

// Arrivals is what the repository's history says of when its files came.
type Arrivals struct {
	Days    map[string]when.Date // of the commits that brought them, by path
	Changed map[string]when.Date // of the last commits that changed them, by path
	Unknown string               // why the history cannot tell, as a sentence; "" where it does
}
