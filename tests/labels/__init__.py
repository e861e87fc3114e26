"""Labels made by hand for real reports, and how well the program's reading agrees with them."""
