-- A search may be narrowed by numbers and charge, which the totals do not know: an index finds the records.
CREATE INDEX "usage_call_contract_number_caller_number_idx" ON "usage_call"("contract_number", "caller_number");
CREATE INDEX "usage_call_contract_number_callee_number_idx" ON "usage_call"("contract_number", "callee_number");
CREATE INDEX "usage_call_contract_number_charge_idx" ON "usage_call"("contract_number", "charge");
CREATE INDEX "usage_destination_contract_number_caller_number_idx" ON "usage_destination"("contract_number", "caller_number");
CREATE INDEX "usage_destination_contract_number_callee_number_idx" ON "usage_destination"("contract_number", "callee_number");
CREATE INDEX "usage_destination_contract_number_charge_idx" ON "usage_destination"("contract_number", "charge");
