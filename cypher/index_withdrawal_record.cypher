CREATE INDEX Withdrawal_record IF NOT EXISTS FOR (w:Withdrawal) ON (w.record)
