package main

import "fmt"

func readA0(name string) error {
	if err := open(name); err != nil {
		return fmt.Errorf("read %s: %w", name, err)
	}
	return nil
}

func readA1(name string) error {
	if err := open(name); err != nil {
		return fmt.Errorf("read %s: %w", name, err)
	}
	return nil
}

func readA2(name string) error {
	if err := open(name); err != nil {
		return fmt.Errorf("read %s: %w", name, err)
	}
	return nil
}

func readA3(name string) error {
	if err := open(name); err != nil {
		return fmt.Errorf("read %s: %w", name, err)
	}
	return nil
}

func readA4(name string) error {
	if err := open(name); err != nil {
		return fmt.Errorf("read %s: %w", name, err)
	}
	return nil
}

func readA5(name string) error {
	if err := open(name); err != nil {
		return fmt.Errorf("read %s: %w", name, err)
	}
	return nil
}
