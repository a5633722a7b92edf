//go:build !nofeature

package main

func init() { feature() }

func feature() {}

func deadFeature() {}
