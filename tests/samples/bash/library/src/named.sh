# Used here, and by others as the README says.
named_helper() { echo; }
named_extra() { echo; }
