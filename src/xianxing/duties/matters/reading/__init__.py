"""Read spreadsheets and mails into rows, pure: no database, no Django."""
