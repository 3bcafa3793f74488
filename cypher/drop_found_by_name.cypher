// What stores of form 5 and before were searched by.
DROP INDEX found_by_name IF EXISTS
