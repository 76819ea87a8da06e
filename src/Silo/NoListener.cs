using Microsoft.AspNetCore.Connections;

namespace Symmetry.Silo;

/// <summary>Listens on no port: no other process, of whatever account, reaches an embedded silo.</summary>
internal sealed class NoListener : IConnectionListenerFactory, IConnectionListener
{
    private readonly TaskCompletionSource<ConnectionContext?> closed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public EndPoint EndPoint { get; private set; } = new IPEndPoint(IPAddress.Loopback, 0);

    public ValueTask<IConnectionListener> BindAsync(EndPoint endpoint, CancellationToken cancellationToken = default)
    {
        EndPoint = endpoint;
        return new(this);
    }

    public async ValueTask<ConnectionContext?> AcceptAsync(CancellationToken cancellationToken = default) => await closed.Task.WaitAsync(cancellationToken);

    public ValueTask UnbindAsync(CancellationToken cancellationToken = default) => DisposeAsync();

    public ValueTask DisposeAsync()
    {
        closed.TrySetResult(null);
        return default;
    }
}
