using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Dashboard;
using Symmetry.Web;

namespace Symmetry.Silo;

/// <summary>The dashboard of Orleans under <c>/orleans</c>: grains, calls and silos, behind the live page's door.</summary>
/// <remarks>It measures every grain call, so that it is there only where it is asked for. Its log stream stays closed.</remarks>
internal sealed class DashboardPart(IGrainFactory grains) : IWebPart
{
    /// <summary>Adds what a silo needs to be looked at.</summary>
    public static void AddTo(ISiloBuilder silo) => silo.AddDashboard(options => options.HideTrace = true);

    public void AddServices(IServiceCollection services)
    {
        services.AddSingleton(grains);
        new Services(services).AddDashboard(options => options.HideTrace = true);
    }

    public void Map(IEndpointRouteBuilder routes) => routes.MapOrleansDashboard("/orleans");

    // The page's services are not the silo's; the dashboard takes grains from wherever they come.
    private sealed class Services(IServiceCollection services) : IClientBuilder
    {
        IServiceCollection IClientBuilder.Services => services;

        IConfiguration IClientBuilder.Configuration { get; } = new ConfigurationBuilder().Build();
    }
}
