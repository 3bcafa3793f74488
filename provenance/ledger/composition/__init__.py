"""What a lot consists of where what is put together mixes evenly: statuses, origins, oxides.

What no allocation can change belongs in `ledger/bounds`.
"""
