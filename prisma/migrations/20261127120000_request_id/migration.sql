-- The number of the request that an event of the audit trail came with: the same stands in the log and in X-Request-Id.
ALTER TABLE security_event ADD COLUMN request_id TEXT;
