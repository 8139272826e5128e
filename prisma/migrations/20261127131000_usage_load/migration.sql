-- The newest load that a contract's records are of, beside them. Where these are spread over machines, a line of the
-- import log, which is elsewhere, is seen a moment before the records that it stands for.
CREATE TABLE "usage_load" (
    "contract_number" TEXT COLLATE "C" NOT NULL,
    "import_id" BIGINT NOT NULL,

    CONSTRAINT "usage_load_pkey" PRIMARY KEY ("contract_number")
)
-- Each load changes each row: room for the new ones beside the old ones.
WITH (fillfactor = 50);

-- A load replaces a day of every contract, of those too that have nothing on it. Noted by the log itself, so that loads of
-- an earlier version are noted too.
CREATE FUNCTION note_usage_load() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO usage_load (contract_number, import_id)
    SELECT contract_number, NEW.import_id FROM contract
    ON CONFLICT (contract_number) DO UPDATE SET import_id = excluded.import_id;
    RETURN NULL;
END;
$$;

CREATE TRIGGER "usage_import_is_noted"
    AFTER INSERT ON "usage_import"
    FOR EACH ROW EXECUTE FUNCTION note_usage_load();

-- No load comes between: the trigger locks the log against them.
INSERT INTO "usage_load" (contract_number, import_id)
SELECT contract_number, newest.import_id
FROM contract, (SELECT max(import_id) AS import_id FROM usage_import) AS newest
WHERE newest.import_id IS NOT NULL;
