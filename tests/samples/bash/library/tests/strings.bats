load ../src/strings

@test "trims" {
  [ "$(strings_trim " a")" = a ]
}
