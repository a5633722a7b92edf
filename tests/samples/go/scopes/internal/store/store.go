package store

// DB has a method called like a function.
type DB struct{}

func (DB) Get() string { return get() }

func get() string { return "" }

func Open() DB { return DB{} }

// Get is not meant where a local is called like the package.
func Get() {}
