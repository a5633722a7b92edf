class PrimaryReplica:
    def db_for_read(self, model, **hints):
        return 'replica'

    def allow_migrate(self, db, app_label, **hints):
        return True
