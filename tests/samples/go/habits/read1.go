package main

import "fmt"

func readB0(name string) error {
	if err := open(name); err != nil {
		return fmt.Errorf("read %s: %w", name, err)
	}
	return nil
}

func readB1(name string) error {
	if err := open(name); err != nil {
		return fmt.Errorf("read %s: %w", name, err)
	}
	return nil
}

func readB2(name string) error {
	if err := open(name); err != nil {
		return fmt.Errorf("read %s: %w", name, err)
	}
	return nil
}

func readB3(name string) error {
	if err := open(name); err != nil {
		return fmt.Errorf("read %s: %w", name, err)
	}
	return nil
}

func readB4(name string) error {
	if err := open(name); err != nil {
		return fmt.Errorf("read %s: %w", name, err)
	}
	return nil
}

func readB5(name string) error {
	if err := open(name); err != nil {
		return fmt.Errorf("read %s: %w", name, err)
	}
	return nil
}
