-- The networks that the audit trail still has, written as lib/http/client-address.ts does. Its oldest rows have an IPv4
-- address as an IPv6 one; what is no address at all is left out. It reads the whole trail: a migration of its own, so that
-- the changes of "account" and "sign_in_session" before it hold nobody up meanwhile.
INSERT INTO "known_network" ("account_id", "network", "first_seen_at")
SELECT "account_id", "network", min("at")
FROM (
    SELECT "account_id", "at",
        CASE
            WHEN "source_address" ~ '^(::ffff:)?[0-9]{1,3}(\.[0-9]{1,3}){3}$' THEN replace("source_address", '::ffff:', '')
            WHEN "source_address" ~ '^[0-9a-f:]*:[0-9a-f:]*$' THEN (
                SELECT string_agg(to_hex(get_byte("bytes", 4 + 2 * "part") * 256 + get_byte("bytes", 5 + 2 * "part")), ':' ORDER BY "part")
                FROM (SELECT inet_send("source_address"::inet) AS "bytes") AS "address", generate_series(0, 3) AS "part"
            )
        END AS "network"
    FROM "security_event"
    WHERE "kind" = 'signIn' AND "account_id" IN (SELECT "account_id" FROM "account")
) AS "sign_in"
WHERE "network" IS NOT NULL
GROUP BY "account_id", "network";
