from app.scope import call

call("reached" + "_by_globals")
