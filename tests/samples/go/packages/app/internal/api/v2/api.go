package v2

func Handler() {}

func Old() {}
