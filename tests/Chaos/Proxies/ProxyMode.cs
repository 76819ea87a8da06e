namespace Symmetry.Chaos.Proxies;

/// <summary>What a <see cref="TcpProxy"/> does with connections.</summary>
internal enum ProxyMode
{
    /// <summary>Passes everything on at once.</summary>
    Open,

    /// <summary>Passes every piece on after <see cref="TcpProxy.Latency"/>.</summary>
    Delayed,

    /// <summary>Passes nothing on, and delivers it later, as after a partition.</summary>
    Held,

    /// <summary>Holds what clients send; what the server sends still arrives.</summary>
    RequestsHeld,

    /// <summary>Holds what the server sends; what clients send still arrives.</summary>
    AnswersHeld,

    /// <summary>Accepts connections, reads what is sent, and never answers. These connections are reset when the mode changes.</summary>
    Swallowing,

    /// <summary>Resets all connections and refuses new ones.</summary>
    Refusing,
}
