import helpers

helpers.outer_kept
