namespace Symmetry.Silo.Restarting;

/// <summary>Ends the host of the silo, so that <see cref="RestartingSilo"/> starts the next one in this process.</summary>
internal sealed class SiloRestart(IHostApplicationLifetime life)
{
    private int isDue;

    /// <summary>Whether this host ends because of a request.</summary>
    public bool IsDue => Volatile.Read(ref isDue) != 0;

    /// <summary>Ends the host, unless it is ending already.</summary>
    /// <param name="log">Logs the reason, if this request ends the host.</param>
    public void Request(Action log)
    {
        if (!life.ApplicationStopping.IsCancellationRequested && Interlocked.Exchange(ref isDue, 1) == 0)
        {
            log();
            life.StopApplication();
        }
    }
}
