using Microsoft.Extensions.DependencyInjection;
using Orleans.Configuration;
using Symmetry.Hosting;
using Symmetry.Hosting.Security;
using Symmetry.Silo.Security;
using Symmetry.Silo.Settings;

namespace Symmetry.Silo.Clustering;

/// <summary>Adds a silo that is a member of a cluster.</summary>
internal static class ClusterHosting
{
    // The largest messages, pages and reports with thousands of rows, are below 2 MB. Orleans' default limit is 100 MB.
    private const int MaxBodyBytes = 16 * 1024 * 1024;
    private const int MaxHeaderBytes = 1024 * 1024;

    private static readonly TimeSpan ResponseTimeout = TimeSpan.FromSeconds(30);

    // A silo keeps what its grains answer to a client that was connected to it, and does not send it through the client's other gateways.
    // With Orleans' default of one minute a client that lost the gateway of the coordinator's silo gets no answer for one to two minutes.
    private static readonly TimeSpan ClientDropTimeout = TimeSpan.FromSeconds(2);

    /// <summary>Adds Orleans, with membership in the database or in Redis, or else in the memory of the head.</summary>
    public static IHostApplicationBuilder AddClusterSilo(this IHostApplicationBuilder builder, SiloSettings settings)
    {
        return builder.UseOrleans(silo =>
        {
            AddMembership(silo, settings);
            if (settings.Kubernetes)
            {
                // This also names the silo after its pod.
                silo.UseKubernetesHosting();
            }
            else
            {
                silo.Configure<SiloOptions>(options => options.SiloName = $"{Environment.MachineName}:{settings.SiloPort}");
            }

            if (settings.Database is not null)
            {
                silo.Services.AddSingleton<SiloIdentity>().AddSingleton<ILocalSiloDetails>(services => services.GetRequiredService<SiloIdentity>());
            }

            silo.Configure<ClusterOptions>(cluster => (cluster.ClusterId, cluster.ServiceId) = (settings.ClusterId, ClusterDatabase.ServiceId));
            silo.Configure<ClusterMembershipOptions>(SetMembership);
            silo.Configure<EndpointOptions>(endpoints => SetEndpoints(endpoints, settings));
            silo.Configure<SiloMessagingOptions>(messages =>
            {
                messages.ResponseTimeout = ResponseTimeout;
                messages.ClientDropTimeout = ClientDropTimeout;
                messages.MaxMessageBodySize = MaxBodyBytes;
                messages.MaxMessageHeaderSize = MaxHeaderBytes;
            });
            if (settings.Tls is { } files)
            {
                silo.UseMutualTls(files).AddCallerRoles();
            }
        });
    }

    private static void AddMembership(ISiloBuilder silo, SiloSettings settings)
    {
        if (settings.Redis is { } redis)
        {
            silo.UseRedisClustering(redis);
        }
        else if (settings.Database is { } database)
        {
            silo.UseAdoNetClustering(clustering =>
            {
                clustering.Invariant = ClusterDatabase.Invariant;
                clustering.ConnectionString = ClusterDatabase.Membership(database);
            });
        }
        else
        {
            // The head itself where there is none to join.
            silo.UseDevelopmentClustering(settings.Join);
            if (settings.Join is { } head)
            {
                silo.AddHeadLink(head);
            }
        }
    }

    private static void SetMembership(ClusterMembershipOptions membership)
    {
        // A killed silo is declared dead after about three probes, 1.2 to 1.5 s; with Orleans' default of 5 s per probe it takes
        // 5 to 14 s. Probes take longer on a busy machine, up to the maximum.
        membership.ProbeTimeout = TimeSpan.FromSeconds(1);
        membership.MinProbeTimeout = TimeSpan.FromSeconds(0.5);
        membership.MaxProbeTimeout = TimeSpan.FromSeconds(2);
        membership.NumMissedProbesLimit = 3;

        // Two silos must agree, so that one silo with a bad network cannot declare the others dead. The price: if two of three
        // silos die at once, the last one waits until their rows are stale.
        membership.NumVotesForDeathDeclaration = 2;

        // After all silos were killed, the next one waits until their rows are stale: 30 s, with Orleans' default of 30 s × 3 97 s.
        // With 3 s × 3 it would be 8 s, but a database outage of 10 s would make all active silos stale.
        membership.IAmAliveTablePublishTimeout = TimeSpan.FromSeconds(5);
        membership.NumMissedTableIAmAliveLimit = 6;

        // Gossip spreads changes at once; this is for silos that missed it.
        membership.TableRefreshTimeout = TimeSpan.FromSeconds(10);

        // Silos compare the start of a joining silo with their own clocks. One whose clock is minutes behind would be declared dead as soon as it joins.
        membership.EvictWhenMaxJoinAttemptTimeExceeded = false;

        // Every silo reads the rows of dead silos, so they are deleted after a day.
        membership.DefunctSiloExpiration = TimeSpan.FromDays(1);
    }

    private static void SetEndpoints(EndpointOptions endpoints, SiloSettings settings)
    {
        endpoints.AdvertisedIPAddress = settings.Advertise;
        endpoints.SiloPort = settings.SiloPort;
        endpoints.GatewayPort = settings.GatewayPort;
        endpoints.SiloListeningEndpoint = new IPEndPoint(settings.ListenAddress, settings.SiloPort);
        endpoints.GatewayListeningEndpoint = new IPEndPoint(settings.ListenAddress, settings.GatewayPort);
    }
}
