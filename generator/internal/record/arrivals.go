package record

import (
	"fmt"

	"pairbook/generator/internal/text"
	"pairbook/generator/internal/when"
)

// Arrivals is what the repository's history says of when its files came.
type Arrivals struct {
	Days    map[string]when.Date  // of the commits that brought them, by path
	By      map[string][]PersonID // who stands behind these commits, by path
	Changed map[string]when.Date  // of the last commits that changed them, by path
	Unknown string                // why the history cannot tell, as a sentence; "" where it does
}

// Signer returns a function that finds the person whom a commit names, "" where it is
// none or not clear: by the account in the address that the forge gives, and of any other
// address by the name. An account has to have the number that the person's record gives.
func (r *Repository) Signer() func(name, address string) PersonID {
	on := r.Site.On()
	known := map[string][]PersonID{}
	for _, p := range r.People.All() {
		account, named := "@"+text.Fold(p.Account(on)), "="+text.Fold(p.Name)
		if n := p.Number(on); n != 0 {
			account = fmt.Sprint("#", n)
		}
		known[account], known[named] = append(known[account], p.ID), append(known[named], p.ID)
	}
	hidden := on.Account.Hidden()
	return func(name, address string) PersonID {
		var found []PersonID
		if name != "" {
			found = known["="+text.Fold(name)]
		}
		if login, number := hidden(address); login != "" {
			if found = known[fmt.Sprint("#", number)]; len(found) == 0 {
				found = known["@"+text.Fold(login)]
			}
		}
		if len(found) != 1 {
			return ""
		}
		return found[0]
	}
}
