from web import router


def home(req):
    return 'x'


home_route = router.get('/', home)
patched = [router.patch(name) for name in ('a', 'b')]
READY = router.freeze() or True
