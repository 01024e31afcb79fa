"""Commands for what a programme is: that of a store, and a folder for another one."""
