UNWIND $invoiced AS row
MERGE (m:MonthlyInvoice {key: row[0]})
ON CREATE SET m += row[1], m.invoices = 0, m.net_g = 0, m.reo_g = 0, m.unstated = 0
SET m.invoices = m.invoices + row[2][0], m.net_g = m.net_g + row[2][1],
    m.reo_g = m.reo_g + row[2][2], m.unstated = m.unstated + row[2][3]
WITH m WHERE m.invoices = 0
DELETE m
