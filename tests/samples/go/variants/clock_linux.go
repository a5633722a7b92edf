package main

func now() int { return ticks() }

func ticks() int { return 1 }

func onlyLinux() int { return 2 }
