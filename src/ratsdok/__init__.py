"""ratsdok reads German councils' Beschlusskontrolle letters into records."""
