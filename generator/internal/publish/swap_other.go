//go:build !linux && !darwin

package publish

import "errors"

func exchange(_, _ string) error { return errors.ErrUnsupported }
