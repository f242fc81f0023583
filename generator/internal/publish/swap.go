package publish

import (
	"errors"
	"fmt"
	"os"
	"syscall"
)

// swap makes the staged site the published one. exchange swaps two folders in one
// step, or returns an error if it cannot.
func (at place) swap(exists bool, exchange func(a, b string) error) error {
	if !exists {
		if err := os.Rename(at.staging, at.out); err != nil {
			return fmt.Errorf("put the new site in place: %w", err)
		}
		return nil
	}
	err := exchange(at.staging, at.out)
	if errors.Is(err, errors.ErrUnsupported) || errors.Is(err, syscall.EINVAL) {
		return at.swapByRenaming()
	}
	if errors.Is(err, syscall.EBUSY) || errors.Is(err, syscall.EXDEV) {
		return fmt.Errorf("put the new site in place (a mount point cannot be replaced; name a folder inside of it): %w", err)
	}
	if err != nil {
		return fmt.Errorf("exchange %s and %s: %w", at.staging, at.out, err)
	}
	return nil
}

// swapByRenaming leaves a moment without a site, which recover can repair.
func (at place) swapByRenaming() error {
	if err := os.Rename(at.out, at.old); err != nil {
		return fmt.Errorf("move the old site away: %w", err)
	}
	if err := os.Rename(at.staging, at.out); err != nil {
		return errors.Join(fmt.Errorf("put the new site in place: %w", err), os.Rename(at.old, at.out))
	}
	return nil
}
