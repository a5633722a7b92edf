package side

func init() { effect() }

func effect() {}

func noEffect() {}
