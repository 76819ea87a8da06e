using System.Net;
using Microsoft.Extensions.Hosting;
using Orleans.Configuration;
using Symmetry.Hosting;
using Symmetry.Hosting.Security;
using Symmetry.Silo.Settings;

namespace Symmetry.Silo.Clustering;

/// <summary>Makes a silo a member of a cluster.</summary>
internal static class ClusterHosting
{
    // The largest messages are pages of results and reports of thousands of rows: below 2 MB. Orleans allows 100 MB otherwise.
    private const int MaxBodyBytes = 16 * 1024 * 1024;
    private const int MaxHeaderBytes = 1024 * 1024;

    private static readonly TimeSpan ResponseTimeout = TimeSpan.FromSeconds(30);

    /// <summary>Adds Orleans, with membership in the database, or in Redis if that is set.</summary>
    public static IHostApplicationBuilder AddClusterSilo(this IHostApplicationBuilder builder, SiloSettings settings)
    {
        return builder.UseOrleans(silo =>
        {
            if (settings.Redis is { } redis)
            {
                silo.UseRedisClustering(redis);
            }
            else
            {
                silo.UseAdoNetClustering(clustering =>
                {
                    clustering.Invariant = ClusterDatabase.Invariant;
                    clustering.ConnectionString = ClusterDatabase.Membership(settings.Database!);
                });
            }

            if (settings.Kubernetes)
            {
                // Names the silo after its pod.
                silo.UseKubernetesHosting();
            }
            else
            {
                silo.Configure<SiloOptions>(options => options.SiloName = $"{Environment.MachineName}:{settings.SiloPort}");
            }

            silo.Configure<ClusterOptions>(cluster => (cluster.ClusterId, cluster.ServiceId) = (settings.ClusterId, ClusterDatabase.ServiceId));
            silo.Configure<ClusterMembershipOptions>(SetMembership);
            silo.Configure<EndpointOptions>(endpoints => SetEndpoints(endpoints, settings));
            silo.Configure<SiloMessagingOptions>(messages =>
            {
                messages.ResponseTimeout = ResponseTimeout;
                messages.MaxMessageBodySize = MaxBodyBytes;
                messages.MaxMessageHeaderSize = MaxHeaderBytes;
            });
            if (settings.Tls is { } files)
            {
                silo.UseMutualTls(files);
            }
        });
    }

    private static void SetMembership(ClusterMembershipOptions membership)
    {
        // A silo that is killed is declared dead after about three probes: measured 1.2 to 1.5 s, where Orleans' 5 s probes
        // take 5 to 14. The most is what a busy machine stretches a probe to; training threads are nice, so that it rarely does.
        membership.ProbeTimeout = TimeSpan.FromSeconds(1);
        membership.MinProbeTimeout = TimeSpan.FromSeconds(0.5);
        membership.MaxProbeTimeout = TimeSpan.FromSeconds(2);
        membership.NumMissedProbesLimit = 3;

        // Two must agree, where there are two: one silo with a bad network must not put out the others. The price: when two of
        // three die at once, the last one waits until their rows are stale.
        membership.NumVotesForDeathDeclaration = 2;

        // When all silos were killed, the next one waits until their rows are stale: 30 s. Orleans' 30 s × 3 make it wait 97 s;
        // 3 s × 3 would do with 8, but then a database that is away for 10 s makes every living silo look stale.
        membership.IAmAliveTablePublishTimeout = TimeSpan.FromSeconds(5);
        membership.NumMissedTableIAmAliveLimit = 6;

        // Gossip tells of changes at once; this is for a silo that missed it.
        membership.TableRefreshTimeout = TimeSpan.FromSeconds(10);

        // Rows of dead silos serve nobody after a day, and every silo reads them.
        membership.DefunctSiloExpiration = TimeSpan.FromDays(1);
    }

    private static void SetEndpoints(EndpointOptions endpoints, SiloSettings settings)
    {
        endpoints.AdvertisedIPAddress = settings.Advertise;
        endpoints.SiloPort = settings.SiloPort;
        endpoints.GatewayPort = settings.GatewayPort;
        endpoints.SiloListeningEndpoint = new IPEndPoint(settings.Listen, settings.SiloPort);
        endpoints.GatewayListeningEndpoint = new IPEndPoint(settings.Listen, settings.GatewayPort);
    }
}
