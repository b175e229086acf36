"""How a notification leaves the house: e-mail, over SMTP or into a folder."""
