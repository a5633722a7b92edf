package main

type store interface {
	get(key string) string
}

type disk struct{ folder string }

func (d disk) get(key string) string { return d.folder + key }

type clock interface {
	now() int
}

type local struct{ at int }

func (l local) now() int { return l.at }

type utc struct{}

func (utc) now() int { return 0 }

func show(from store, by clock) { println(from.get("a"), by.now()) }
