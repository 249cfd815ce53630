#include <malloc.h>
#include <sqlite3.h>

// sqlite3_db_config() is variadic, which Swift cannot call.
static inline int ledger_set_triggers(sqlite3 *db, int on) {
    return sqlite3_db_config(db, SQLITE_DBCONFIG_ENABLE_TRIGGER, on, (int *)0);
}

// No statistics of memory, which would take a lock at every allocation, and what a statement has changed kept in memory
// until it ends: once it went to a file, for one that touched sixteen pages, that of every later one would go there
// too. Only before SQLite's first use.
static inline int ledger_tune(void) {
    int statistics = sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
    int journals = sqlite3_config(SQLITE_CONFIG_STMTJRNL_SPILL, -1);
    return statistics == SQLITE_OK ? journals : statistics;
}

// Room for the small allocations of a connection, so that they need no malloc; only before its first statement.
static inline int ledger_set_lookaside(sqlite3 *db, int size, int count) {
    return sqlite3_db_config(db, SQLITE_DBCONFIG_LOOKASIDE, (void *)0, size, count);
}

// Memory that was let go stays with the process until much of it is unused: an answer of many rows takes and lets go
// megabytes, and having them mapped anew each time costs a sixth of a question. Both are set, since setting one
// stops the C library from adapting the other.
static inline int ledger_keep_freed_memory(void) {
    return mallopt(M_MMAP_THRESHOLD, 32 << 20) && mallopt(M_TRIM_THRESHOLD, 64 << 20);
}
