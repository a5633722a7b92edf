//go:build ignore

package main

func main() { emit() }

func emit() {}

func forgottenEmit() {}
