using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Symmetry.Grains;

namespace Symmetry.Silo.Clustering;

/// <summary>The address of this silo in its cluster. Its generation is higher than that of every earlier silo at the same endpoint.</summary>
/// <remarks>
/// Orleans takes the generation from the clock only, and a silo that finds a higher one for its endpoint stops. After a crash with a clock that was an
/// hour ahead, a silo could not start for an hour.
/// </remarks>
internal sealed class SiloIdentity(
    IOptions<SiloOptions> silo, IOptions<ClusterOptions> cluster, IOptions<EndpointOptions> endpoints, IMembershipTable members) : ILocalSiloDetails
{
    private SiloAddress? chosen;

    public string Name => silo.Value.SiloName;

    public string ClusterId => cluster.Value.ClusterId;

    public string DnsHostName => Dns.GetHostName();

    public SiloAddress SiloAddress => chosen ?? throw new InvalidOperationException("The address of this silo has not been chosen yet.");

    public SiloAddress GatewayAddress => SiloAddress.New(Endpoint(endpoints.Value.GatewayPort), 0);

    /// <summary>Chooses the address. Nothing can ask for it before.</summary>
    /// <exception cref="StoreException">The list of members cannot be read.</exception>
    public async Task ChooseAsync(CancellationToken stop)
    {
        var endpoint = Endpoint(endpoints.Value.SiloPort);
        try
        {
            await members.InitializeMembershipTableAsync(tryInitTableVersion: true, stop);
            var newest = (await members.ReadAllAsync(stop)).Members
                .Select(member => member.Item1.SiloAddress)
                .Where(address => address.Endpoint.Equals(endpoint))
                .Max(address => (int?)address.Generation) ?? 0;
            chosen = SiloAddress.New(endpoint, Math.Max(SiloAddress.AllocateNewGeneration(), newest + 1));
        }
        catch (Exception e) when (!stop.IsCancellationRequested)
        {
            throw new StoreException($"The list of the cluster's members cannot be read: {e.Message}");
        }
    }

    private IPEndPoint Endpoint(int port) => new(endpoints.Value.AdvertisedIPAddress!, port);
}
