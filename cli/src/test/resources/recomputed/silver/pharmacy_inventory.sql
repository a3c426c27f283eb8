SELECT inventory_id, pharmacy_facility_id, ndc, rxnorm_code, product_name, lot_number,
       DATE '1970-01-01' + expiration_date AS expiration_date, quantity_on_hand, quantity_reserved, reorder_point,
       unit_cost_amount, storage_condition, make_timestamp(counted_at) AS counted_at, status
FROM (
  SELECT a.*, op,
         row_number() OVER (PARTITION BY coalesce(a.inventory_id, before.inventory_id)
                            ORDER BY op <> 'r' DESC, lsn DESC) AS place
  FROM (SELECT after AS a, before, op, source.lsn FROM landing.pharmacy_inventory)
  WHERE op = 'd' OR (
    a.inventory_id IS NOT NULL AND a.pharmacy_facility_id IS NOT NULL AND a.ndc IS NOT NULL AND a.product_name IS NOT NULL
    AND a.lot_number IS NOT NULL AND a.expiration_date IS NOT NULL AND a.quantity_on_hand IS NOT NULL
    AND a.status IS NOT NULL AND a.created_at IS NOT NULL AND a.updated_at IS NOT NULL
    AND regexp_full_match(a.ndc, '\d{11}')
    AND (a.rxnorm_code IS NULL OR regexp_full_match(a.rxnorm_code, '\d{1,8}'))
    AND length(a.product_name) BETWEEN 2 AND 200
    AND length(a.lot_number) BETWEEN 3 AND 20
    AND a.quantity_on_hand BETWEEN 0 AND 1000000
    AND (a.quantity_reserved BETWEEN 0 AND 1000000) IS NOT FALSE
    AND (a.reorder_point BETWEEN 0 AND 100000) IS NOT FALSE
    AND (a.unit_cost_amount BETWEEN 0 AND 50000) IS NOT FALSE
    AND (a.storage_condition IN ('ROOM', 'REFRIGERATED', 'FROZEN', 'CONTROLLED_VAULT')) IS NOT FALSE
    AND a.status IN ('AVAILABLE', 'LOW', 'OUT_OF_STOCK', 'QUARANTINED', 'EXPIRED', 'RECALLED')
    AND (a.status <> 'OUT_OF_STOCK' OR a.quantity_on_hand = 0)
    AND a.updated_at >= a.created_at)
)
WHERE place = 1 AND op <> 'd'
