package main

import "fmt"

func readD0(name string) error {
	if err := open(name); err != nil {
		return fmt.Errorf("read %s: %w", name, err)
	}
	return nil
}

func readD1(name string) error {
	if err := open(name); err != nil {
		return fmt.Errorf("read %s: %w", name, err)
	}
	return nil
}

func readD2(name string) error {
	if err := open(name); err != nil {
		return fmt.Errorf("read %s: %w", name, err)
	}
	return nil
}

func readD3(name string) error {
	if err := open(name); err != nil {
		return fmt.Errorf("read %s: %w", name, err)
	}
	return nil
}

func readD4(name string) error {
	if err := open(name); err != nil {
		return fmt.Errorf("read %s: %w", name, err)
	}
	return nil
}

func readD5(name string) error {
	if err := open(name); err != nil {
		return fmt.Errorf("read %s: %w", name, err)
	}
	return nil
}
