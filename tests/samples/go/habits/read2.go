package main

import "fmt"

func readC0(name string) error {
	if err := open(name); err != nil {
		return fmt.Errorf("read %s: %w", name, err)
	}
	return nil
}

func readC1(name string) error {
	if err := open(name); err != nil {
		return fmt.Errorf("read %s: %w", name, err)
	}
	return nil
}

func readC2(name string) error {
	if err := open(name); err != nil {
		return fmt.Errorf("read %s: %w", name, err)
	}
	return nil
}

func readC3(name string) error {
	if err := open(name); err != nil {
		return fmt.Errorf("read %s: %v", name, err)
	}
	return nil
}

func readC4(name string) error {
	if err := open(name); err != nil {
		return fmt.Errorf("read %s: %w", name, err)
	}
	return nil
}

func readC5(name string) error {
	if err := open(name); err != nil {
		return fmt.Errorf("read %s: %w", name, err)
	}
	return nil
}
