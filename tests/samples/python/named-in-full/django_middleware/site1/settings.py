MIDDLEWARE = ['site1.tracing.TraceMiddleware']
DATABASE_ROUTERS = ['site1.routers.PrimaryReplica']
AUTHENTICATION_BACKENDS = ['site1.backends.TokenBackend']
