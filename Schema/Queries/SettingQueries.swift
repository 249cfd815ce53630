extension Schema {
    /// What an office decided where a rule leaves it open (参数).
    package enum Settings {
        /// The value nearest to a book: of the book itself, of its division, of those above, of the whole ledger.
        package static let nearest = """
            WITH RECURSIVE above (code, parent, distance) AS (
                SELECT d.code, d.parent, 1 FROM book b JOIN division d ON d.id = b.division WHERE b.code = ?2
                UNION ALL SELECT d.code, d.parent, distance + 1 FROM above JOIN division d ON d.id = above.parent
                WHERE distance < 20)
            SELECT s.value, s.scope, s.source FROM setting s LEFT JOIN above a ON a.code = s.scope
            WHERE s.name = ?1 AND (s.scope = '' OR s.scope = ?2 OR a.code IS NOT NULL)
            ORDER BY CASE WHEN s.scope = ?2 THEN 0 ELSE coalesce(a.distance, 99) END LIMIT 1
            """
        package static let all = "SELECT name, scope, value, source FROM setting ORDER BY name, scope"
        package static let set = """
            INSERT INTO setting (name, scope, value, source) VALUES (?1, ?2, ?3, ?4)
            ON CONFLICT (name, scope) DO UPDATE SET value = excluded.value, source = excluded.source
            """
        package static let remove = "DELETE FROM setting WHERE name = ?1 AND scope = ?2"
        package static let exists = "SELECT 1 FROM setting WHERE name = ?1 AND scope = ?2"
    }
}
