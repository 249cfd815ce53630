#include <sqlite3.h>

// sqlite3_db_config() is variadic, which Swift cannot call.
static inline int ledger_set_triggers(sqlite3 *db, int on) {
    return sqlite3_db_config(db, SQLITE_DBCONFIG_ENABLE_TRIGGER, on, (int *)0);
}
