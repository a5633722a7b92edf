package main

import (
	"fmt"
	_ "embed"
)

const traced = false

func net(price, rate float64) float64 {
	return price / (1 + rate)
}

func toNet(price, rate float64) float64 {
	return net(price, rate)
}

func print(price float64, args ...any) {
	fmt.Println(append(args, price)...)
}

func main() {
	if traced {
		fmt.Println("start")
	}
	if false {
		fmt.Println(net(1, 2))
	}
	print(toNet(3, 4))
}
