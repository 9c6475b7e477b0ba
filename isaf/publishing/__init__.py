"""What everyone may see without an account: areas, facilities, plans, actions, the programme and its method."""
