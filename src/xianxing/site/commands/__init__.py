"""The product's own commands, loaded one by one."""
