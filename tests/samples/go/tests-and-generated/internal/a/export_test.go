package a

var Exposed = exposed
