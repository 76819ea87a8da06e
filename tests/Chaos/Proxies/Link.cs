namespace Symmetry.Chaos.Proxies;

/// <summary>The connections of a silo that can be disturbed.</summary>
internal enum Link
{
    /// <summary>Those that the silo opens to the database.</summary>
    Database,

    /// <summary>Those that other silos open to the silo.</summary>
    Peers,

    /// <summary>Those that clients open to the silo.</summary>
    Clients,
}
