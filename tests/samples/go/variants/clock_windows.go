//go:build windows && !race

package main

func now() int { return filetime() }

func filetime() int { return 1 }

func deadOnWindows() int { return 2 }
