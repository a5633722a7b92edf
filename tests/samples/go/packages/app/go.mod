module example.org/app

replace example.org/forked => ./forked
