//go:build mage

package main

// Build is a target.
func Build() error { return steps() }

func steps() error { return nil }
