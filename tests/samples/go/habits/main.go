package main

import "fmt"

func open(name string) error {
	return fmt.Errorf("nothing of the name %v", name)
}

func main() {
	fmt.Println(readA0("a"), readA1("a"), readA2("a"), readA3("a"), readA4("a"), readA5("a"), readB0("a"), readB1("a"), readB2("a"), readB3("a"), readB4("a"), readB5("a"), readC0("a"), readC1("a"), readC2("a"), readC3("a"), readC4("a"), readC5("a"), readD0("a"), readD1("a"), readD2("a"), readD3("a"), readD4("a"), readD5("a"))
}
