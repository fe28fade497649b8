"""What people read: HTML, Excel, calendars."""
